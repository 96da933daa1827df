/**
 * A company's dossier: its certificates, campaigns and figures of a period with the rules of the day, as one signed ZIP to be shown to an
 * inspector. Owns no data.
 *
 * <p>{@code Dossiers} reads the certificates, campaigns, mandates, consents and refusals of the period and writes them with three documents
 * as a {@code SignedArchive}. See docs/formats/archive.md and docs/decisions/0110.
 */
@NullMarked
package org.openbloctel.server.calls.dossier;

import org.jspecify.annotations.NullMarked;
