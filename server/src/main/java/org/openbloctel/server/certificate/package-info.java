/**
 * Certificates as people read them: the same facts on a page and in a PDF that carries the signed form. Stands on the registry's
 * certificates and on documents; API and portal stand on it.
 */
@NullMarked
package org.openbloctel.server.certificate;

import org.jspecify.annotations.NullMarked;
