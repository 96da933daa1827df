/**
 * A company's dossier: its certificates, campaigns and figures of a period with the rules of the day, as one signed ZIP to be shown to an
 * inspector. Owns no data.
 */
@NullMarked
package org.openbloctel.server.calls.dossier;

import org.jspecify.annotations.NullMarked;
