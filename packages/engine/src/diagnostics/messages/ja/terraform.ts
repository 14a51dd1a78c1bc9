// Japanese messages about plans and states of Terraform.
import type * as terraform from '../../findings/terraform.ts'
import type { IncompletePlan } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { quote, quoteAll } from './wording.ts'

const incomplete: Readonly<Record<IncompletePlan, string>> = {
  errored: 'Terraform がこのプランの作成中にエラーで停止したため、プランの一部が欠けています。',
  partial: 'このプランはすべてを含んでいません。対象を限定して作成されたか、変更が先送りされています。',
}

export const terraformMessages: MessagesOf<typeof terraform> = {
  HP1090: ({ field, found, supported }) => ({
    message: `Terraform のファイルですが、${quote(field)}が${quote(found)}です。読み取れるのは${quote(supported)}です。`,
    advice: '最新の Terraform または OpenTofu で書き出し直してください: terraform show -json FILE。',
  }),
  HP1091: ({ resource, attribute, candidates }) => ({
    message: `${quote(resource)}の${quote(attribute)}は適用後に決まり、その式の参照先として複数のリソースが考えられます: ${quoteAll(candidates)}。`,
    advice:
      'この参照は回答に含まれません。適用後はすべての値が決まるため、状態 (terraform show -json) を指定してください。または、キーを付けて 1 つのリソースを参照してください。',
  }),
  HP1092: ({ resource, attribute, reference }) => ({
    message: `${quote(resource)}の${quote(attribute)}は適用後に決まり、${quote(reference)}に由来します。プランにはローカル値の中身が含まれません。`,
    advice:
      'この参照は回答に含まれません。適用後はすべての値が決まるため、状態 (terraform show -json) を指定してください。または、リソースを直接参照してください。',
  }),
  HP1093: ({ resource, attribute, references }) => ({
    message: `${quote(resource)}の${quote(attribute)}は適用後に決まり、${
      references.length === 0
        ? 'プランにその式が示されていません (dynamic ブロックなど)'
        : `式の参照先からは値がわかりません: ${quoteAll(references)}`
    }。`,
    advice:
      'この値は回答に含まれません。適用後はすべての値が決まるため、状態 (terraform show -json) を指定してください。',
  }),
  HP1094: ({ why }) => ({
    message: incomplete[why],
    advice:
      '欠けている部分は回答に含まれません。-target を付けずに terraform plan -out FILE で作成し直してください。',
  }),
}
