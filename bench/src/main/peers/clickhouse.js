// clickhouse.js LIST CALLS OUTPUT THREADS: ClickHouse in the process, NOT IN on the last nine digits.
const { query } = require('chdb');

const [, , list, calls, output, threads] = process.argv;
const columns = ['id', 'nom', 'prenom', 'telephone', 'ville', 'email'].map((name) => `${name} String`).join(', ');
const number = (column) => `toUInt32(substring(${column}, -9))`;

query(`
    INSERT INTO FUNCTION file('${output}', 'CSVWithNames', '${columns}')
    SELECT * FROM file('${calls}', 'CSVWithNames', '${columns}')
    WHERE ${number('telephone')} NOT IN (SELECT ${number('line')} FROM file('${list}', 'LineAsString', 'line String'))
    SETTINGS format_csv_delimiter = ';', max_threads = ${Number(threads)}, engine_file_truncate_on_insert = 1
`);
