// Checks that the engine asks nothing of the machine: no clock, randomness, console, timers, process or locale.
// The compiler refuses most of these names already (no types but ECMAScript's); this also finds those that are ECMAScript.
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { filesBelow } from './source-files.mjs'

/** Names that may not be read, and why. */
const names = new Map([
  ['Date', 'the clock'],
  ['performance', 'the clock'],
  ['setTimeout', 'a timer'],
  ['setInterval', 'a timer'],
  ['setImmediate', 'a timer'],
  ['queueMicrotask', 'a timer'],
  ['crypto', 'randomness'],
  ['process', 'the machine'],
  ['globalThis', 'the machine'],
  ['console', 'the terminal'],
  ['fetch', 'the network'],
  ['Intl', "the machine's locale data"],
  ['eval', 'code made from text'],
  ['Function', 'code made from text'],
])

/** Members that may not be used, whatever they are members of. */
const members = new Map([
  ['localeCompare', "the machine's locale: compare with < and > instead"],
  ['toLocaleString', "the machine's locale"],
  ['toLocaleLowerCase', "the machine's locale: use toLowerCase"],
  ['toLocaleUpperCase', "the machine's locale: use toUpperCase"],
])

const files = filesBelow('packages/engine/src', ['.ts'])
const problems = files.flatMap((path) => impurities(path))
for (const problem of problems) console.error(problem)
console.log(`${files.length} engine files: ${problems.length} impurities`)
if (problems.length > 0 || files.length === 0) process.exitCode = 1

/**
 * @param {string} path
 * @returns {string[]}
 */
function impurities(path) {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  /** @type {Set<string>} */
  const declared = new Set()
  /** @type {string[]} */
  const found = []
  /**
   * @param {import('typescript').Node} node
   * @param {string} what
   * @param {string} why
   */
  const note = (node, what, why) => {
    const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file))
    found.push(`${path}:${line + 1}:${character + 1}: \`${what}\` is ${why}; the engine does without`)
  }
  /** @param {import('typescript').Node} node */
  const collect = (node) => {
    if (ts.isIdentifier(node) && isDeclaredVariable(node)) declared.add(node.text)
    ts.forEachChild(node, collect)
  }
  /** @param {import('typescript').Node} node */
  const inspect = (node) => {
    if (ts.isPropertyAccessExpression(node)) {
      const member = node.name.text
      const why = members.get(member)
      if (why !== undefined) note(node.name, member, why)
      if (member === 'random' && node.expression.getText(file) === 'Math')
        note(node, 'Math.random', 'randomness')
    }
    if (ts.isIdentifier(node) && readsVariable(node) && !declared.has(node.text)) {
      const why = names.get(node.text)
      if (why !== undefined) note(node, node.text, why)
    }
    ts.forEachChild(node, inspect)
  }
  collect(file)
  inspect(file)
  return found
}

/**
 * Whether the identifier names a variable, parameter, function or import of this file (not one declared as the host's).
 * @param {import('typescript').Identifier} node
 */
function isDeclaredVariable(node) {
  const parent = node.parent
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isImportSpecifier(parent)
  if (!declares || parent.name !== node) return false
  return (ts.getCombinedModifierFlags(parent) & ts.ModifierFlags.Ambient) === 0
}

/**
 * Whether the identifier reads a variable: it is no member's name, no declaration's and no part of a type.
 * @param {import('typescript').Identifier} node
 */
function readsVariable(node) {
  const parent = node.parent
  if (ts.isShorthandPropertyAssignment(parent)) return true
  if ('name' in parent && parent.name === node) return false
  if ('propertyName' in parent && parent.propertyName === node) return false
  return !ts.isTypeNode(parent) && !ts.isQualifiedName(parent)
}
