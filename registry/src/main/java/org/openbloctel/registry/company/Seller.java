package org.openbloctel.registry.company;

/**
 * Who runs the registry, as its invoices say.
 *
 * @param name its name
 * @param address its address, several lines
 * @param siren its SIREN
 * @param vatNumber its VAT number
 */
public record Seller(String name, String address, String siren, String vatNumber) {
    String printed() {
        return String.join("\n", name, address, "SIREN " + siren, vatNumber);
    }
}
