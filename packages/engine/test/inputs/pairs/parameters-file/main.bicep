// Values from the parameters file that lies beside the template; a reference to a vault is a secret.
param name string
param prefixes array
param nullable string = 'standard'

@secure()
param password string

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: '${name}-${nullable}'
  tags: { password: password }
  properties: {
    addressSpace: { addressPrefixes: prefixes }
  }
}
