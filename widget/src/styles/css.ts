/** Marks a text as a style sheet, for editors and for the build, which tightens it. */
export const css = String.raw
