import { html, nothing } from 'lit-html'
import { keyed } from 'lit-html/directives/keyed.js'
import { PortalProblem } from '../api/problem.ts'
import { emit } from '../events/events.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { href } from '../views/parts/link.ts'
import { empty } from '../views/parts/notice.ts'
import type { Shop } from '../views/shop.ts'
import { likelyCountry } from './countries.ts'
import { errorOf, errorSummary, field } from './field.ts'
import { type FieldName, fields, fieldsOf, problemWith, type Step, steps } from './fields.ts'
import { type FlowState, subtotal } from './flow.ts'
import { orderOf } from './order.ts'
import { sendOrder } from './send.ts'

const titles: Record<Step, MessageKey> = {
  information: 'stepInformation',
  delivery: 'stepDelivery',
  details: 'stepDetails',
}

/** The request in three short steps. */
export function request(shop: Shop, state: FlowState) {
  const { translator, route, cart } = shop
  const step = steps.find((one) => one === route.id) ?? 'information'
  if (cart.lines.length === 0)
    return html`<div class="title"><h1 tabindex="-1">${translator.text('quoteTitle')}</h1></div>
      ${empty(shop, translator.text('cartEmpty'), { route: { view: 'catalogue' }, label: 'seeCatalogue' })}`
  const { values } = state.draft
  for (const name of ['shipping.country', 'billing.country'] as const)
    values[name] ??= likelyCountry(translator.locale)
  const at = steps.indexOf(step)
  const names = fieldsOf(step, values)
  const back = at === 0 ? ({ view: 'cart' } as const) : ({ view: 'quote', id: steps[at - 1]! } as const)
  const last = at === steps.length - 1
  return html`<div class="request">
    ${keyed(
      step,
      html`<form class="form" part="form" novalidate @submit=${(event: Event) => onward(event, shop, state, step)}>
        ${progress(shop, at)}
        <h1 tabindex="-1">${translator.text(titles[step])}</h1>
        ${errorSummary(shop, state, step)}
        <div class="fields">${step === 'delivery' ? delivery(shop, state) : names.map((name) => field(shop, state, name))}</div>
        ${last ? trouble(shop, state) : nothing}
        <div class="form-end">
          <button class="button" part="button" type="submit" aria-disabled=${state.sending ? 'true' : nothing}>
            ${translator.text(state.sending ? 'sending' : last ? 'send' : 'continue')}
          </button>
          <a class="more" href=${href(back)}>${translator.text(at === 0 ? 'backToCart' : 'back')}</a>
        </div>
        ${last ? html`<p class="fine">${translator.text('sendNote')}</p>` : nothing}
      </form>`,
    )}
    ${recap(shop, state)}
  </div>`
}

function progress({ translator }: Shop, at: number) {
  return html`<ol class="steps" role="list" aria-label=${translator.text('stepsLabel')}>
    ${steps.map(
      (
        step,
        index,
      ) => html`<li class=${index <= at ? 'reached' : ''} aria-current=${index === at ? 'step' : nothing}>
        ${translator.text(titles[step])}</li>`,
    )}
  </ol>`
}

function delivery(shop: Shop, state: FlowState) {
  const { translator } = shop
  const { values } = state.draft
  const of = (prefix: string) =>
    (Object.keys(fields) as FieldName[])
      .filter((name) => name.startsWith(prefix))
      .map((name) => field(shop, state, name))
  const toggle = (event: Event) => {
    values.sameBilling = (event.target as HTMLInputElement).checked
    state.save()
    state.changed()
  }
  return html`${of('shipping')}
    <label class="tick"><input type="checkbox" name="sameBilling" .checked=${values.sameBilling} @change=${toggle} />
      <span>${translator.text('sameBilling')}</span></label>
    ${
      values.sameBilling
        ? nothing
        : html`<fieldset class="fields"><legend>${translator.text('billing')}</legend>${of('billing')}</fieldset>`
    }`
}

/** What stands in the cart, beside the form. */
function recap(shop: Shop, state: FlowState) {
  const { translator } = shop
  const rows = state.rows(shop)
  const total = subtotal(rows)
  return html`<aside class="summary" part="summary" aria-label=${translator.text('summary')}>
    <h2>${translator.text('summary')}</h2>
    <ul role="list" class="recap">
      ${rows.map(
        ({ item, line, gone }) => html`<li>
          <span>${item?.name ?? '…'}${gone ? html` <span class="field-error">${translator.text('lineGone')}</span>` : nothing}</span>
          <span>× ${translator.number(line.quantity)}</span>
        </li>`,
      )}
    </ul>
    <p class="summary-total"><span>${translator.text('subtotal')}</span>
      <strong>${total ? translator.text('price', { price: translator.money(total) }) : '…'}</strong></p>
    <p class="fine">${translator.text('subtotalNote')}</p>
    ${shop.portal?.settings.demo ? html`<p class="fine">${translator.text('demoNote')}</p>` : nothing}
  </aside>`
}

function trouble(shop: Shop, { problem }: FlowState) {
  if (!problem) return nothing
  const { translator } = shop
  const cart = { view: 'cart' } as const
  const key = wordsFor(problem)
  return html`<div class="error-summary" role="alert" tabindex="-1">
    <p>${translator.text(key)}</p>
    ${key === 'sendLines' ? html`<p><a class="more" href=${href(cart)}>${translator.text('seeCart')}</a></p>` : nothing}
    ${
      problem instanceof PortalProblem && problem.requestId
        ? html`<p class="fine">${translator.text('reference', { id: problem.requestId })}</p>`
        : nothing
    }
  </div>`
}

function wordsFor(problem: PortalProblem | 'demo' | 'held'): MessageKey {
  if (problem === 'demo') return 'sendDemo'
  if (problem === 'held') return 'sendHeld'
  if (problem.errors.some(({ path }) => path.startsWith('/lines'))) return 'sendLines'
  switch (problem.code) {
    case 'network':
      return 'sendOffline'
    case 'rate_limited':
      return 'sendLimited'
    case 'unavailable':
      return 'sendBusy'
    case 'idempotency_in_progress':
      return 'sendInProgress'
    case 'conflict':
      return 'sendConflict'
    default:
      return 'sendFailed'
  }
}

async function onward(event: Event, shop: Shop, state: FlowState, step: Step): Promise<void> {
  event.preventDefault()
  if (state.sending) return
  const { values } = state.draft
  const here = fieldsOf(step, values)
  for (const name of here) state.touched.add(name)
  state.problem = undefined
  const last = step === 'details'
  const wrong = (last ? steps.flatMap((one) => fieldsOf(one, values)) : here).find(
    (name) => state.refused.has(name) || problemWith(name, values),
  )
  if (wrong) return pointAt(wrong, shop, state)
  state.summary = new Map()
  if (last) return submit(shop, state)
  shop.go({ view: 'quote', id: steps[steps.indexOf(step) + 1]! })
}

/** Shows the step that holds a wrong field, with the focus on what is to be put right. */
async function pointAt(name: FieldName, shop: Shop, state: FlowState): Promise<void> {
  const { step } = fields[name]
  const here = fieldsOf(step, state.draft.values)
  for (const one of here) state.touched.add(one)
  state.summary = new Map(
    here.flatMap((one) => {
      const error = errorOf(shop, state, one)
      return error ? [[one, error]] : []
    }),
  )
  if (shop.route.id !== step) shop.go({ view: 'quote', id: step })
  state.changed()
  await focusTrouble(state)
}

async function focusTrouble({ portal }: FlowState): Promise<void> {
  await portal.updateComplete
  const summary = portal.renderRoot.querySelector<HTMLElement>('.error-summary')
  summary?.focus({ preventScroll: true })
  summary?.scrollIntoView({ block: 'nearest' })
}

async function submit(shop: Shop, state: FlowState): Promise<void> {
  const order = orderOf(state.draft.values, shop.cart.lines)
  const stop = (problem: FlowState['problem']) => {
    state.sending = false
    state.problem = problem
    state.changed()
    return focusTrouble(state)
  }
  if (shop.portal?.settings.demo) return stop('demo')
  if (!emit(state.portal, 'vitrine:order-submit', { order })) return stop('held')
  state.sending = true
  state.changed()
  try {
    const receipt = await sendOrder(shop.client, state.draft, order, state.save)
    state.receipt = { ...receipt, email: order.customer.email }
    state.sending = false
    state.forget()
    shop.cart.replace([])
    state.undo = undefined
    emit(state.portal, 'vitrine:order-created', { order: receipt })
    shop.go({ view: 'confirmation' })
  } catch (error) {
    state.save()
    state.reread()
    const problem = error instanceof PortalProblem ? error : new PortalProblem('internal', String(error))
    const [first] = refuse(problem, shop, state)
    if (first) {
      state.sending = false
      return pointAt(first, shop, state)
    }
    await stop(problem)
  }
}

/** Errors of the API at the fields they are about. Its own texts are English and technical; ours name the field. */
function refuse(problem: PortalProblem, { translator }: Shop, state: FlowState): FieldName[] {
  const names = problem.errors.flatMap(({ path }) => {
    const name = path.slice(1).replaceAll('/', '.')
    return name in fields ? [name as FieldName] : []
  })
  for (const name of names)
    state.refused.set(name, translator.text('refused', { label: translator.text(fields[name].label) }))
  return names
}
