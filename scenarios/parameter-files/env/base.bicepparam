using none

param stage = 'dev'
param space = '10.40.0.0/16'
param spokes = ['app']
