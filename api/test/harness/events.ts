/** A stream as any program would read it. */
export interface RawStream {
  status: number
  headers: Headers
  /** The next event; undefined once the stream has ended. */
  next(): Promise<{ id: string; event: string; data: Record<string, unknown> } | undefined>
  close(): void
}

export async function openStream(url: string, headers: Record<string, string>): Promise<RawStream> {
  const controller = new AbortController()
  const response = await fetch(url, { headers, signal: controller.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    status: response.status,
    headers: response.headers,
    async next() {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const block = text.slice(0, end)
          text = text.slice(end + 2)
          const match = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block)
          if (match) return { id: match[1]!, event: match[2]!, data: JSON.parse(match[3]!) }
          continue
        }
        const chunk = await reader?.read()
        if (!chunk || chunk.done) return undefined
        text += chunk.value
      }
    },
    close: () => controller.abort(),
  }
}
