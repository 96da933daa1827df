// polars.js LIST CALLS OUTPUT: an anti-join on the last nine digits.
const polars = require('nodejs-polars');

const [, , list, calls, output] = process.argv;
const lastNine = (column) => polars.col(column).str.slice(-9).cast(polars.Int32);

const listed = polars
    .scanCSV(list, { hasHeader: false, inferSchemaLength: 0 })
    .select(lastNine('column_1').alias('number'));
polars
    .scanCSV(calls, { sep: ';', inferSchemaLength: 0 })
    .withColumn(lastNine('telephone').alias('number'))
    .join(listed, { on: 'number', how: 'anti' })
    .drop('number')
    .collectSync()
    .writeCSV(output, { separator: ';' });
