// English messages about plans and states of Terraform.
import type * as terraform from '../../findings/terraform.ts'
import type { IncompletePlan } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { quote, quoteAll } from './wording.ts'

const incomplete: Readonly<Record<IncompletePlan, string>> = {
  errored: 'Terraform stopped with an error while it made this plan, so a part of it is missing.',
  partial: 'This plan does not hold everything: it was made for some targets only, or changes were deferred.',
}

export const terraformMessages: MessagesOf<typeof terraform> = {
  HP1090: ({ field, found, supported }) => ({
    message: `The file is Terraform's, but its ${quote(field)} is ${quote(found)}; ${quote(supported)} can be read.`,
    advice: 'Write it anew with a current Terraform or OpenTofu: terraform show -json FILE.',
  }),
  HP1091: ({ resource, attribute, candidates }) => ({
    message: `${quote(attribute)} of ${quote(resource)} is only known after the apply, and its expression may lead to several resources: ${quoteAll(candidates)}.`,
    advice:
      'This link is missing from the answer. After the apply everything is known: give the state (terraform show -json). Or refer to one resource, with its key.',
  }),
  HP1092: ({ resource, attribute, reference }) => ({
    message: `${quote(attribute)} of ${quote(resource)} is only known after the apply and comes from ${quote(reference)}; a plan does not tell what locals are made of.`,
    advice:
      'This link is missing from the answer. After the apply everything is known: give the state (terraform show -json). Or refer to the resource itself.',
  }),
  HP1093: ({ resource, attribute, references }) => ({
    message: `${quote(attribute)} of ${quote(resource)} is only known after the apply, and ${
      references.length === 0
        ? 'the plan does not show its expression (as in a dynamic block)'
        : `what its expression refers to does not tell it: ${quoteAll(references)}`
    }.`,
    advice:
      'It is missing from the answer. After the apply everything is known: give the state (terraform show -json).',
  }),
  HP1094: ({ why }) => ({
    message: incomplete[why],
    advice:
      'Answers leave out what is missing. Make a whole plan: terraform plan -out FILE, without -target.',
  }),
}
