/**
 * Sessions of browsers. Owns their table. Invariant: the table alone opens no session and shows nothing of one but whose it is, since when,
 * from which network and with which browser. What a session holds is the door's matter: here it is a sealed text.
 */
@NullMarked
package org.openbloctel.registry.platform.session;

import org.jspecify.annotations.NullMarked;
