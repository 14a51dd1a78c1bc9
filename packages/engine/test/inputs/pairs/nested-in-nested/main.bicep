// Deployments within deployments within a loop: outer ones see the loop, inner ones only what they are given.
module areas 'area.bicep' = [
  for i in range(0, 2): {
    name: 'area-${i}'
    params: { number: i }
  }
]
