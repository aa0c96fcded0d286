// Runs before every script, in a syntax that any Node understands, so that an old one ends in a sentence
// and not in a stack trace. The project brings a Node of its own as an optional dependency.
var parts = process.versions.node.split('.').map(Number)
if (parts[0] < 22 || (parts[0] === 22 && parts[1] < 18)) {
  console.error(
    'Vitrine needs Node 22.18 or newer, and this is ' +
      process.versions.node +
      '. Run "npm install" without\n' +
      '--omit=optional (it brings the right Node along on Linux and Windows), or install Node 24.',
  )
  process.exit(1)
}
