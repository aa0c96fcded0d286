/** Ids that the prototype gave up, and that carts, orders and links in circulation still carry. */
const OLD_IDS = new Map([
  ['hoodie-classic', 'hoodie-basic'],
  ['tshirt-classic', 'tshirt-basic'],
  ['cap-classic', 'cap-premium'],
  ['mug-ceramic', 'mug-basic'],
  ['bottle-steel', 'bottle-basic'],
  ['cup-reusable', 'cup-event'],
  ['notebook-a5', 'notebook-hard'],
  ['pen-metal', 'pen-premium'],
  ['mousepad-classic', 'mousepad'],
  ['totebag-classic', 'tote-basic'],
  ['backpack-urban', 'backpack'],
  ['powerbank-10k', 'powerbank-8k'],
])

/** The id by which an item is known now. */
export function currentId(id: string): string {
  return OLD_IDS.get(id) ?? id
}
