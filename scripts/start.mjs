// `npm start`: sets the clone up where needed, then runs the command with the given arguments (default: the tour).
// Plain JavaScript for Node 20 without dependencies: it runs before anything is installed.
import { handOver } from '../packages/cli/bin/hand-over.mjs'
import { bundle } from './bundle-state.mjs'
import { setUp } from './set-up.mjs'

const { node, environment } = setUp({ command: true })
const args = process.argv.slice(2)
handOver(node, [bundle, ...(args.length > 0 ? args : ['tour'])], environment)
