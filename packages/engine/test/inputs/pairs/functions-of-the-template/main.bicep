// Functions that the template defines itself; one calls another.
func padded(n int) string => padLeft(n, 3, '0')

func tableName(environment string, n int) string => toLower('RT-${environment}-${padded(n)}')

resource tables 'Microsoft.Network/routeTables@2024-05-01' = [
  for i in range(1, 2): {
    name: tableName('Prod', i)
  }
]
