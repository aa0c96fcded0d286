import express, { type RequestHandler, type Response } from 'express'
import { ApiError } from '../errors.ts'
import { readForm } from './form.ts'
import { pointer } from './problem.ts'

declare global {
  namespace Express {
    interface Locals {
      /** The bytes of an `image/*` body or of a form's file. */
      file: Uint8Array | undefined
      /** The body as it came: its bytes, or those of a form's parts, whose boundary means nothing. */
      rawBody: Uint8Array[]
    }
  }
}

export const JSON_LIMIT_BYTES = 1_000_000
export const IMAGE_LIMIT_BYTES = 20_000_000

const json = express.json({
  limit: JSON_LIMIT_BYTES,
  inflate: false,
  type: ['application/json', '+json'],
  verify: (_req, res, bytes) => {
    ;(res as Response).locals.rawBody = [bytes]
  },
})
const image = express.raw({ limit: IMAGE_LIMIT_BYTES, inflate: false, type: () => true })

/** Reads the body the way the operation declares, after the caller is known: nobody else's bytes are buffered. */
export function readBody(): RequestHandler {
  return async (req, res, next) => {
    const { operation } = res.locals
    res.locals.rawBody = []
    if (operation.body === 'form' && req.is('multipart/form-data')) {
      const { fields, file, parts } = await readForm(req, operation.jsonFields)
      refusePoison(fields, '')
      req.body = fields
      res.locals.file = file
      res.locals.rawBody = parts
      return next()
    }
    if (operation.body === 'image' && !(operation.takesJson && req.is('application/json'))) {
      if (!req.is('image/*'))
        throw new ApiError('unsupported_media_type', 'Send the file itself, with an image/* Content-Type.')
      return image(req, res, (error) => {
        if (error) return next(error)
        if (!Buffer.isBuffer(req.body) || req.body.length === 0)
          return next(new ApiError('unprocessable_image', 'The body is empty; send the image file itself.'))
        res.locals.file = req.body
        next()
      })
    }
    if (operation.body === 'none') return next()
    json(req, res, (error) => {
      if (error) return next(error)
      try {
        refusePoison(req.body, '')
        next()
      } catch (poison) {
        next(poison)
      }
    })
  }
}

/** The contract's bodies need a third of it; a million brackets would exhaust the stack. */
const MAX_DEPTH = 30

/**
 * What passes a schema and then breaks a database, or us: NUL, lone surrogates, numbers beyond doubles' integers,
 * endless nesting.
 */
function refusePoison(value: unknown, path: string, depth = 0): void {
  const refuse = (message: string) => {
    throw new ApiError('invalid_request', `${path || 'The body'} ${message}.`, {
      errors: [{ path, message }],
    })
  }
  if (depth > MAX_DEPTH) throw new ApiError('invalid_request', 'The body is nested too deeply.')
  if (typeof value === 'string') {
    if (value.includes('\0')) refuse('holds a NUL character')
    if (!value.isWellFormed()) refuse('holds half of a surrogate pair')
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) refuse('is too large a number')
  } else if (value !== null && typeof value === 'object') {
    for (const [key, entry] of Object.entries(value)) {
      refusePoison(key, path, depth)
      refusePoison(entry, pointer(path, key), depth + 1)
    }
  }
}
