/**
 * What was done, by whom, to what: entries that can be added but not changed, chained by hash. Any feature writes to it, in
 * its own transaction; no phone number, name or address is ever in it.
 *
 * <p>The accounts' role may only add entries. A function erases old ones; it runs as a role without a login and checks the age itself, and
 * the chain continues from the last entry erased. The hashes are keyed ({@code TrailSeal}). {@code Checkpoints} keeps the head once a day,
 * signed, outside of the database, so that an owner of the database who cuts or rewrites the trail is found (docs/decisions/0067).
 * {@code TrailWatch} sends heads between, and compares the trail with what was seen ({@code HeadMemory}, the folder, certificates); a
 * server that misses a head chains nothing until {@code Restores.accept} (docs/decisions/0140).
 *
 * <p>Rows that give powers are compared with the trail. A feature describes its rows by {@code PowerRows} and takes a {@code Change} before
 * each act on one, whose digests go into the act's entry; {@code PowerLedger} adds them up, and {@code PowerWatch} doubts what no entry
 * explains. Each feature asks {@code Database.isDoubted} where it finds the row (docs/decisions/0142).
 */
@NullMarked
package org.openbloctel.registry.platform.audit;

import org.jspecify.annotations.NullMarked;
