import { describe, expect, test } from 'vitest';
import { failureFields } from '../../../platform/store/failure-fields.ts';

const person = '林晓岚 430199195803120429';

describe('what is logged of a failure', () => {
  test('names kind, code, constraint and places, and nothing of what the database repeats', () => {
    const error = Object.assign(
      new Error(`invalid input: "${person}"\n    at least\n    at ${person} (x:1:1`),
      {
        name: 'DatabaseError',
        code: '23505',
        constraint: 'residents_pkey',
        table: 'residents',
        detail: `Key (name)=(${person}) already exists.`,
        where: `unnamed portal parameter $1 = '${person}'`,
      },
    );
    const fields = failureFields(error);
    expect(fields).toMatchObject({
      error: 'DatabaseError',
      code: '23505',
      constraint: 'residents_pkey',
      table: 'residents',
    });
    expect(fields.at?.[0]).toContain('failure-fields.test.ts');
    expect(JSON.stringify(fields)).not.toContain('430199195803120429');
  });

  test('follows causes, and leaves out a code that is a sentence', () => {
    const cause = Object.assign(new Error(person), { code: 'ECONNRESET' });
    const error = Object.assign(new Error('x', { cause }), { code: person });
    expect(failureFields(error)).toMatchObject({ error: 'Error', cause: { code: 'ECONNRESET' } });
    expect(JSON.stringify(failureFields(error))).not.toContain(person);
  });

  test.each([undefined, null, person, 7])('says nothing of %j, which is no error', (thrown) => {
    expect(Object.keys(failureFields(thrown))).toEqual(['error']);
    expect(failureFields(thrown).error).not.toContain('林');
  });
});
