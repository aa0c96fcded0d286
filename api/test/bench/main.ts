import { benchPortal, printPortal } from './portal.ts'
import { benchRender } from './render.ts'

// Ratios before times: both sides of each comparison run in turn, whatever else the machine does.
for (const { name, value, unit, note } of await benchRender())
  console.log(`${name.padEnd(62)} ${value.toFixed(1).padStart(8)} ${unit.padEnd(4)} ${note ?? ''}`)
console.log()
printPortal(await benchPortal())
