using 'main.bicep'
extends 'env/base.bicepparam'

var everything = '0.0.0.0/0'

param spokes = [...base.spokes, 'data']
param inspected = [everything, base.space]
