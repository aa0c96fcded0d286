import { html, nothing } from 'lit-html'
import type { EditorProblem } from './connection.ts'
import type { Session } from './session.ts'
import type { Text } from './texts.ts'

interface Action {
  label: string
  act: () => unknown
}

/** What has to be decided before anything else, or what went wrong; one at a time. */
export function notices(text: Text, session: Session) {
  if (session.conflict)
    return notice('question', text('conflictTitle'), text('conflictText'), [
      { label: text('keepMine'), act: () => session.resolve('mine') },
      { label: text('takeTheirs'), act: () => session.resolve('theirs') },
    ])
  const next = session.leaving
  if (next !== undefined)
    return notice('question', text('dirtyTitle'), text('dirtyText'), [
      { label: text('saveAndGo'), act: async () => (await session.save()) && session.open(next) },
      { label: text('discard'), act: () => session.open(next) },
      { label: text('stay'), act: () => session.stay() },
    ])
  return session.problem ? failure(text, session.problem.error, session.problem.retry) : nothing
}

function failure(text: Text, problem: EditorProblem, retry: () => void) {
  const details = problem.errors
    .map(({ message }) => message)
    .filter((message) => !problem.message.includes(message))
  return notice('problem', problem.message, details.join(' '), [{ label: text('retry'), act: retry }])
}

/** Read out as it appears. */
function notice(kind: 'problem' | 'question', title: string, message: string, actions: Action[]) {
  return html`<div class="notice ${kind}" role="alert" part="notice">
    <p><strong>${title}</strong> ${message}</p>
    ${actions.map(
      ({ label, act }) =>
        html`<button type="button" class="button" @click=${() => void act()}>${label}</button>`,
    )}
  </div>`
}
