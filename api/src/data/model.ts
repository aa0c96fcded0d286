import { Model } from 'objection'

/** Base of all models. Fields are `declare`d by the subclasses: a plain class field would be an own `undefined`. */
export class BaseModel extends Model {
  declare id: string
  declare accountId: string
}
