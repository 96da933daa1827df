package org.openbloctel.registry.accounts.company;

import java.net.URI;

/** How invoices are paid. The code that learns of a payment calls {@link Invoices#paid}. */
public interface Payments {
    /** What a company has to do to pay this invoice. */
    Instructions instructions(Invoice invoice);

    /** What has to be done. */
    sealed interface Instructions {
        /**
         * A bank transfer; the operator marks it when the money is there.
         *
         * @param beneficiary to whom
         * @param iban to which account
         * @param bic of which bank
         * @param reference what to write beside it
         */
        record Transfer(String beneficiary, String iban, String bic, String reference) implements Instructions {}

        /**
         * A page of a payment service.
         *
         * @param page its address
         */
        record Online(URI page) implements Instructions {}
    }

    /**
     * The default: by bank transfer, marked as paid by the operator.
     *
     * @param beneficiary to whom
     * @param iban to which account
     * @param bic of which bank
     */
    record ByTransfer(String beneficiary, String iban, String bic) implements Payments {
        @Override
        public Instructions instructions(Invoice invoice) {
            return new Instructions.Transfer(
                    beneficiary, iban, bic, invoice.number().toString());
        }
    }
}
