package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.openbloctel.registry.accounts.credential.Email;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/**
 * A company with an account, in any legal form: a person who canvasses alone, too.
 *
 * @param id its id here
 * @param number its SIREN, and SIRET if it gave one
 * @param name its name
 * @param address where its invoices go, several lines
 * @param representative who represents it in law
 * @param state how far its account is
 * @param reason why it was refused or suspended, in the operator's words; else empty
 * @param createdAt when its e-mail was confirmed
 * @param proof how its SIREN was proved
 * @param codeDue whether it was verified by documents, has renewed its plan since, and owes the code of a letter
 */
public record Company(
        UUID id,
        CompanyNumber number,
        String name,
        String address,
        String representative,
        State state,
        String reason,
        Instant createdAt,
        Proof proof,
        boolean codeDue) {

    /** How far an account is. */
    public enum State {
        /** The operator has not looked yet: test keys work, nothing real. */
        TO_VERIFY,
        /** The operator found it to be what it says. */
        VERIFIED,
        /** The operator found otherwise; it may correct what it said. */
        REFUSED,
        /** Was verified, and is stopped: nothing real goes on. */
        SUSPENDED
    }

    /** The proof that an account acts for the company of its SIREN. */
    public enum Proof {
        /** By documents at most. */
        DOCUMENTS,
        /** By the code of a letter to the company's address in the register. */
        LETTER,
        /** Not at all: another account typed the code of such a letter. */
        LOST
    }

    /** Whether it may have real numbers checked. */
    public boolean verified() {
        return state == State.VERIFIED;
    }

    /** Whether no letter has proved its SIREN. */
    public boolean unreached() {
        return proof != Proof.LETTER;
    }

    /**
     * What a person says about their company.
     *
     * @param number SIREN or SIRET, as typed
     * @param name its name
     * @param address its address, several lines
     * @param representative who represents it in law
     */
    public record Form(String number, String name, String address, String representative) {
        private static final int MAX_LENGTH = 200;
        private static final int MAX_ADDRESS_LENGTH = 400;

        /** Trims; refuses what is missing or far too long. */
        public Form {
            name = line("name", name);
            representative = line("representative", representative);
            address = lines(address);
        }

        /** All that {@link Companies#apply} would refuse of an application, so that a form can say it at once; in the order of its fields. */
        public static List<RefusedException> refusals(
                String number, String name, String address, String representative, String email) {
            return RefusedException.all(
                    () -> CompanyNumber.of(number),
                    () -> line("name", name),
                    () -> lines(address),
                    () -> line("representative", representative),
                    () -> Email.of(email));
        }

        /** An address of several lines. */
        static String lines(String typed) {
            String address = typed.strip().replaceAll("\\r\\n?", "\n").replaceAll("[\\p{Cntrl}&&[^\n]]", " ");
            if (address.isEmpty() || address.length() > MAX_ADDRESS_LENGTH) {
                throw new RefusedException(new RequestRefusal.UnreadableField("address"));
            }
            return address;
        }

        /** A text of one line that must be there. */
        static String line(String field, String typed) {
            String text = typed.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
            if (text.isEmpty() || text.length() > MAX_LENGTH) {
                throw new RefusedException(new RequestRefusal.UnreadableField(field));
            }
            return text;
        }
    }

    /**
     * An account that was asked for.
     *
     * @param form about the company
     * @param email where the link went
     * @param locale the language it was asked in
     */
    public record Application(@Nested Form form, String email, Locale locale) {}

    /**
     * A company by its names.
     *
     * @param id its id
     * @param siren its SIREN; of the verified companies each has another one
     * @param name its name
     * @param verified whether the operator has verified it and not suspended it
     */
    public record Named(UUID id, String siren, String name, boolean verified) {}
}
