package org.openbloctel.registry.certificate;

/**
 * A company, as a certificate names it.
 *
 * @param name its name
 * @param siren its nine digits
 */
public record Party(String name, String siren) {}
