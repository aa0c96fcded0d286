import type { Placement } from '../../../api/src/render/layer.ts'
import type { Legibility } from '../../../api/src/render/legibility.ts'

/** What the placement editor tells its host page, besides `vitrine:error`. All bubble and leave the shadow tree. */
export interface PlacementEditorEvents {
  /** After every edit. */
  'vitrine:placement-change': { itemId: string; placement: Placement }
  /** A placement is on screen, with how the logo reads on it. */
  'vitrine:placement-drawn': { itemId: string; placement: Placement; legibility: Legibility | undefined }
  /** The server has it. */
  'vitrine:placement-saved': { itemId: string; placement: Placement; version: number }
  'vitrine:error': { code: string; message: string; status: number }
}
