// The front of model/validation/.
export { validate } from './validate.ts'
export { newestProfile, type ValidationProfile } from './validation-profile.ts'
