/** The placement editor's class and types, without registering it. */
export type { Placement } from '../../../api/src/render/layer.ts'
export type { Legibility } from '../../../api/src/render/legibility.ts'
export type { Ask } from './connection.ts'
export type { PlacementEditorEvents } from './events.ts'
export { VitrinePlacementEditor } from './placement-editor.ts'
