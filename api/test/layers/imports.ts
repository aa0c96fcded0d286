import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'

/** One import of a file, however it is written. */
export interface Import {
  line: number
  /** As written: `express`, `node:fs`, `../errors.ts`. */
  specifier: string
  /** Path from the repository's root where it is a file of ours. */
  target: string | undefined
  /** Gone at run time. */
  isType: boolean
}

export interface Module {
  /** From the repository's root, with forward slashes. */
  path: string
  imports: Import[]
  /** Lines that read the environment. */
  environment: number[]
  /** Whether it holds nothing but re-exports. */
  isBarrel: boolean
}

const ROOT = new URL('../../../', import.meta.url).pathname

/** All TypeScript sources below some folders of the repository, tests and generated files left out. */
export function readModules(folders: string[]): Module[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
      .filter(
        (path) =>
          path.endsWith('.ts') &&
          !/(\.(test|gen|d)|\/test-server)\.ts$/.test(path) &&
          !/\/(dist|node_modules)\//.test(path),
      )
      .map((path) => readModule(path, readFileSync(join(ROOT, path), 'utf8'))),
  )
}

export function readModule(path: string, source: string): Module {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true)
  const lineOf = (node: ts.Node) => file.getLineAndCharacterOfPosition(node.getStart()).line + 1
  const imports: Import[] = []
  const environment: number[] = []
  const add = (node: ts.Node, specifier: ts.Node | undefined, isType: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return
    const text = specifier.text
    const target = text.startsWith('.') ? posix.join(posix.dirname(path), text) : undefined
    imports.push({ line: lineOf(node), specifier: text, target, isType })
    if (/^(node:)?process$/.test(text)) environment.push(lineOf(node))
  }

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeImport(node))
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node, node.argument.literal, true)
    else if (ts.isCallExpression(node) && isLoader(node.expression)) add(node, node.arguments[0], false)
    else if (isEnvironment(node)) environment.push(lineOf(node))
    ts.forEachChild(node, visit)
  }
  visit(file)
  const isReExport = (statement: ts.Statement) =>
    ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined
  return {
    path,
    imports,
    environment,
    isBarrel: file.statements.length > 0 && file.statements.every(isReExport),
  }
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const { namedBindings } = importClause
  if (importClause.name || !namedBindings || !ts.isNamedImports(namedBindings)) return false
  return namedBindings.elements.length > 0 && namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly)
}

function isLoader(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
}

/** `process.env`, `process['env']`, `const { env } = process`. */
function isEnvironment(node: ts.Node): boolean {
  const isProcess = (expression: ts.Node | undefined) =>
    expression !== undefined && /^(globalThis\??\.)?process$/.test(expression.getText())
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && isProcess(node.expression)
  if (ts.isElementAccessExpression(node)) return isProcess(node.expression)
  if (ts.isVariableDeclaration(node))
    return ts.isObjectBindingPattern(node.name) && isProcess(node.initializer)
  return false
}
