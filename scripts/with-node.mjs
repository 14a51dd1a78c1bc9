// Runs a command of the clone under a Node that suits it: `node scripts/with-node.mjs COMMAND [ARGUMENT…]`.
// Plain JavaScript for Node 20 without dependencies: it is what keeps the npm scripts working on an older Node.
import { handOver } from '../packages/cli/bin/hand-over.mjs'
import { needsAnotherNode } from '../packages/cli/bin/node-version.mjs'
import { chooseNodeHere, environmentFor, pinnedNode } from './choose-node.mjs'

const [command, ...args] = process.argv.slice(2)
const choice = chooseNodeHere()
if (command === undefined) {
  console.error('usage: node scripts/with-node.mjs COMMAND [ARGUMENT…]')
  process.exitCode = 2
} else if (choice === 'bring pinned') {
  console.error('hairpin: this clone is not set up yet: run `npm start` or `npm test` once.')
  process.exitCode = 2
} else if (choice === 'none') {
  console.error(needsAnotherNode(process.versions.node, process.env))
  process.exitCode = 2
} else {
  const node = choice === 'pinned' ? pinnedNode : process.execPath
  handOver(command === 'node' ? node : command, args, environmentFor(choice))
}
