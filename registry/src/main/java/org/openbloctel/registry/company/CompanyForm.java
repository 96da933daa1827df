package org.openbloctel.registry.company;

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
    private static final int LONGEST = 200;
    private static final int LONGEST_ADDRESS = 400;

    /** Trims; refuses what is missing or far too long. */
    public CompanyForm {
        name = line("name", name);
        representative = line("representative", representative);
        address = address.strip().replaceAll("\\r\\n?", "\n").replaceAll("[\\p{Cntrl}&&[^\n]]", " ");
        if (address.isEmpty() || address.length() > LONGEST_ADDRESS) {
            throw new RefusedException(new RequestRefusal.UnreadableField("address"));
        }
    }

    /** A text of one line that must be there. */
    static String line(String field, String typed) {
        String text = typed.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new RefusedException(new RequestRefusal.UnreadableField(field));
        }
        return text;
    }
}
