package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.registry.accounts.company.Invoice;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Who sells the plans, as on invoices. The lines of the address are separated by {@code /}. */
@ConfigurationProperties("openbloctel.seller")
record SellerSettings(String name, String address, String siren, String vatNumber, String iban, String bic) {
    SellerSettings {
        name = requireNonNullElse(name, "");
        address = requireNonNullElse(address, "");
        siren = requireNonNullElse(siren, "");
        vatNumber = requireNonNullElse(vatNumber, "");
        iban = requireNonNullElse(iban, "");
        bic = requireNonNullElse(bic, "");
    }

    Invoice.Seller seller() {
        return new Invoice.Seller(name, address.replace(" / ", "\n"), siren, vatNumber);
    }
}
