using '../main.bicep'
extends 'base.bicepparam'

param stage = 'prod'
param space = readEnvironmentVariable('SPACE')
param spokes = ['app', 'data', 'edge']
