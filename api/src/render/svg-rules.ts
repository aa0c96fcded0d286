const words = (text: string) => new Set(text.trim().split(/\s+/))

/** Elements a logo may be drawn with. */
export const DRAWN = words(`
  svg g defs symbol use a path rect circle ellipse line polyline polygon
  linearGradient radialGradient stop clipPath mask style
`)

/** Elements that draw nothing: left out with all they contain. */
export const LEFT_OUT = words('title desc metadata')

/** Attributes that are kept, outside any namespace; href is treated apart. */
export const KEPT_ATTRIBUTES = words(`
  id class style transform d x y width height rx ry cx cy r x1 y1 x2 y2 fx fy fr points pathLength
  viewBox preserveAspectRatio offset gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits
  maskContentUnits fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap
  stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color display visibility
  overflow clip-path clip-rule mask mask-type stop-color stop-opacity vector-effect paint-order
  mix-blend-mode isolation transform-origin
`)

/** Why an element is refused, for those a logo's designer may meet; the rest are named and refused. */
export const REFUSED: Record<string, string> = {
  script: 'The SVG contains a script; only still drawings are accepted.',
  text: 'The SVG contains live text, whose font we may not have; convert the text to outlines and export again.',
  image: 'The SVG embeds a bitmap; send the bitmap itself, or a drawing made of shapes only.',
  foreignObject: 'The SVG embeds foreign content (foreignObject); export it as plain SVG.',
  filter: 'The SVG uses filter effects; flatten them to plain shapes and export again.',
  pattern: 'The SVG uses pattern fills; expand them to plain shapes and export again.',
  animate: 'The SVG is animated; only still drawings are accepted.',
  animateTransform: 'The SVG is animated; only still drawings are accepted.',
  animateMotion: 'The SVG is animated; only still drawings are accepted.',
  set: 'The SVG is animated; only still drawings are accepted.',
}
