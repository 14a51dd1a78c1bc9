// Safe access ends a whole chain; what stands behind its brackets is no part of it.
param settings object = {
  hub: { ranges: ['10.0.0.0/16', '10.1.0.0/16'] }
}

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${settings.?spoke.name ?? 'none'}'
  properties: {
    addressSpace: {
      addressPrefixes: [
        settings.?hub.ranges[0] ?? '192.168.0.0/16'
        settings.?hub.?more[?1] ?? settings.hub.ranges[1]
      ]
    }
  }
}
