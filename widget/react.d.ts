/** `import '@vitrine/widget/react'` once, and React knows the elements. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { MessageOverrides, VitrineCartButton, VitrinePortal, VitrineProducts } from './dist/index.js'

interface OfPortal {
  portal: string
  'publishable-key': string
  api?: string | undefined
  session?: string | undefined
  locale?: string | undefined
  theme?: 'light' | 'dark' | 'auto' | undefined
  messages?: MessageOverrides | undefined
}

type Element<Class, Attributes> = DetailedHTMLProps<HTMLAttributes<Class>, Class> & Attributes

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'vitrine-portal': Element<
        VitrinePortal,
        OfPortal & { view?: string | undefined; routing?: 'none' | 'hash' | undefined }
      >
      'vitrine-products': Element<
        VitrineProducts,
        OfPortal & { collection?: string | undefined; limit?: number | undefined; href?: string | undefined }
      >
      'vitrine-cart-button': Element<VitrineCartButton, OfPortal & { href?: string | undefined }>
    }
  }
}
