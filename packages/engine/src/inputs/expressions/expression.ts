// The expression tree that Bicep is parsed into, and that ARM template expressions fit into as well.

/** A stretch of the source text: offsets in UTF-16 units, the end exclusive. */
export interface Place {
  readonly start: number
  readonly end: number
}

/** A name where it is written. */
export interface Identifier extends Place {
  readonly name: string
}

/** A whole number is a `bigint` only where a `number` would not be exact. */
export type LiteralValue = string | number | bigint | boolean | null

export interface Literal extends Place {
  readonly kind: 'literal'
  readonly value: LiteralValue
}

/** `'a${b}c'`, or `format('a{0}c', b)`: always one text more than holes. */
export interface Interpolation extends Place {
  readonly kind: 'interpolation'
  readonly texts: readonly string[]
  readonly holes: readonly Expression[]
}

/**
 * A name that stands for something. Bicep has one space of names (`symbol`: locals, parameters, variables, resources,
 * modules, namespaces); ARM says which it means: `parameters('x')`, `variables('x')`, `lambdaVariables('x')`.
 */
export interface Name extends Place {
  readonly kind: 'name'
  readonly space: 'symbol' | 'parameter' | 'variable' | 'local'
  readonly name: string
}

/** `f(a, b)`. */
export interface Call extends Place {
  readonly kind: 'call'
  readonly name: Identifier
  readonly arguments: readonly Expression[]
}

/** `x.f(a)`: a function of a namespace (`sys.concat`, an import) or of a resource (`storage.listKeys`). */
export interface MethodCall extends Place {
  readonly kind: 'methodCall'
  readonly target: Expression
  readonly name: Identifier
  readonly arguments: readonly Expression[]
}

/** `x.name`. Where `safe` (`x.?name`) finds nothing, the rest of the chain up to the next `Group` is null too. */
export interface Property extends Place {
  readonly kind: 'property'
  readonly target: Expression
  readonly name: Identifier
  readonly safe: boolean
}

/** `x[i]`, `x[?i]` (safe, as for a property), `x[^i]` (counted from the end, from 1). */
export interface Index extends Place {
  readonly kind: 'index'
  readonly target: Expression
  readonly index: Expression
  readonly safe: boolean
  readonly fromEnd: boolean
}

/** `vnet::subnet`: a resource declared inside another one. */
export interface NestedResource extends Place {
  readonly kind: 'nestedResource'
  readonly target: Expression
  readonly name: Identifier
}

/** `x!`: the author vouches that it is not null; nothing happens when it is evaluated. */
export interface NonNull extends Place {
  readonly kind: 'nonNull'
  readonly operand: Expression
}

/** `(x)`. Kept because it ends a chain of safe accesses: `(a.?b).c` is not `a.?b.c`. */
export interface Group extends Place {
  readonly kind: 'group'
  readonly inner: Expression
}

export type UnaryOperator = '!' | '-' | '+'

export interface Unary extends Place {
  readonly kind: 'unary'
  readonly operator: UnaryOperator
  readonly operand: Expression
}

/** `=~` and `!~` compare without regard to letter case; `??` is the first that is not null. */
export type BinaryOperator =
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | '=~'
  | '!~'
  | '&&'
  | '||'
  | '??'

export interface Binary extends Place {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}

/** `condition ? whenTrue : whenFalse`; only the branch that is taken is evaluated. */
export interface Conditional extends Place {
  readonly kind: 'conditional'
  readonly condition: Expression
  readonly whenTrue: Expression
  readonly whenFalse: Expression
}

/** `...x`: what x holds, in this place of an array or object. */
export interface Spread extends Place {
  readonly kind: 'spread'
  readonly operand: Expression
}

export interface ObjectProperty extends Place {
  readonly kind: 'entry'
  /** A string literal for a plain name, an interpolation for a name that is computed. */
  readonly key: Literal | Interpolation
  readonly value: Expression
}

/** Entries in the order written; of two with one key the later wins. */
export interface ObjectExpression extends Place {
  readonly kind: 'object'
  readonly entries: readonly (ObjectProperty | Spread)[]
}

export interface ArrayExpression extends Place {
  readonly kind: 'array'
  readonly items: readonly (Expression | Spread)[]
}

/** `(a, b) => body`. */
export interface Lambda extends Place {
  readonly kind: 'lambda'
  readonly parameters: readonly Identifier[]
  readonly body: Expression
}

/** What a loop of Bicep runs over: `for item in list`, `for (item, index) in list`. */
export interface ListHeader {
  readonly item: Identifier
  readonly index: Identifier | undefined
  readonly list: Expression
}

/** How often a `copy` of ARM runs. `item` is the number of the iteration, which `copyIndex()` asks for. */
export interface CountHeader {
  readonly item: Identifier
  /** What the loop is called. */
  readonly label: string
  readonly count: Expression
}

export type LoopHeader = ListHeader | CountHeader

/** `[for item in list: body]`, or ARM's `copy`. */
export interface Loop extends Place {
  readonly kind: 'loop'
  readonly header: LoopHeader
  readonly body: Expression
}

/** Stands where a syntax error was, so that what is around it keeps its place; its value is unknown. */
export interface Invalid extends Place {
  readonly kind: 'invalid'
}

export type Expression =
  | Literal
  | Interpolation
  | Name
  | Call
  | MethodCall
  | Property
  | Index
  | NestedResource
  | NonNull
  | Group
  | Unary
  | Binary
  | Conditional
  | ObjectExpression
  | ArrayExpression
  | Lambda
  | Loop
  | Invalid
