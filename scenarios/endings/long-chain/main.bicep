// Appliances in a row: each subnet sends 172.16.0.0/12 to the appliance in the next one.

param location string = 'japaneast'

@description('How many there are.')
@minValue(2)
@maxValue(200)
param length int = 70

module chain '../../lib/network.bicep' = {
  name: 'chain'
  params: {
    location: location
    name: 'chain'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      for index in range(0, length): {
        name: 'link${index}'
        addressPrefix: cidrSubnet('10.0.0.0/16', 24, index)
        routes: index == length - 1
          ? []
          : [
              {
                addressPrefix: '172.16.0.0/12'
                nextHopType: 'VirtualAppliance'
                nextHopIpAddress: cidrHost(cidrSubnet('10.0.0.0/16', 24, index + 1), 3)
              }
            ]
      }
    ]
    machines: [
      for index in range(0, length): {
        name: 'link${index}'
        subnet: 'link${index}'
        address: cidrHost(cidrSubnet('10.0.0.0/16', 24, index), 3)
        forwards: true
      }
    ]
  }
}
