const { mkdirSync, writeFileSync } = require('node:fs');

mkdirSync('dist', { recursive: true });
writeFileSync('dist/index.html', '<h1>built</h1>\n');
