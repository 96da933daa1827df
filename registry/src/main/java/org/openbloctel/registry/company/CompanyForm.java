package org.openbloctel.registry.company;

import java.util.List;
import org.openbloctel.registry.credential.Email;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;

/**
 * What somebody says about their company.
 *
 * @param number SIREN or SIRET, as typed
 * @param name its name
 * @param address its address, several lines
 * @param representative who represents it in law
 */
public record CompanyForm(String number, String name, String address, String representative) {
    private static final int MAX_LENGTH = 200;
    private static final int MAX_ADDRESS_LENGTH = 400;

    /** Trims; refuses what is missing or far too long. */
    public CompanyForm {
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

    private static String lines(String typed) {
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
