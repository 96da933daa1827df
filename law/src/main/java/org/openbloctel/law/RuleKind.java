package org.openbloctel.law;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a rule is judged: which parameters it takes, and what is made of them. */
public enum RuleKind {
    /** The number is on the list. */
    LIST {
        @Override
        Check compile(Parameters p) {
            return new Check.Listed(p.contract(), p.flag("lifted-by-permission"));
        }
    },
    /** The list was looked at within some days. */
    LIST_CHECK {
        @Override
        Check compile(Parameters p) {
            return new Check.ListChecked(p.contract(), p.number("days"));
        }
    },
    /** A consent is needed. */
    CONSENT {
        @Override
        Check compile(Parameters p) {
            return new Check.Consented(
                    p.contract(),
                    p.number("most-months"),
                    p.flag("claim-suffices"),
                    p.sectors("callback-sectors"),
                    new Check.Callback(p.number("callback-days"), p.holidays()));
        }
    },
    /** A sector may not call. */
    SECTOR_BAN {
        @Override
        Check compile(Parameters p) {
            Set<Sector> sectors = p.sectors("sectors");
            Check.Excuse excuse = p.contract();
            int days = p.numberOr("callback-days", "none");
            return new Check.Banned(sectors, excuse, days == 0 ? null : new Check.Callback(days, p.holidays()));
        }
    },
    /** Days and hours. */
    HOURS {
        @Override
        Check compile(Parameters p) {
            return new Check.Hours(
                    p.weekdays("days"),
                    p.openings("hours"),
                    p.oneOf("holidays", "closed", "open").equals("closed") ? p.holidays() : null,
                    java.time.Duration.ofMinutes(p.number("agreed-minutes")));
        }
    },
    /** So many calls in so many days. */
    ATTEMPTS {
        @Override
        Check compile(Parameters p) {
            return new Check.Attempts(
                    p.number("attempts"),
                    p.number("days"),
                    p.oneOf("window", "rolling", "from-first").equals("rolling"));
        }
    },
    /** No call after a no. */
    REFUSAL {
        @Override
        Check compile(Parameters p) {
            Check.Lift lift = switch (p.oneOf("lifted-by-consent", "true", "false", "confirmed")) {
                case "true" -> Check.Lift.ANY_CONSENT;
                case "confirmed" -> Check.Lift.CONFIRMED_CONSENT;
                default -> Check.Lift.NONE;
            };
            return new Check.Refused(p.sectorsOrAny("sectors"), p.numberOr("days", "for-ever"), lift);
        }
    },
    /** No call too soon after a conversation. */
    RECONTACT {
        @Override
        Check compile(Parameters p) {
            return new Check.Contacted(p.sectorsOrAny("sectors"), java.time.Duration.ofHours(p.number("hours")));
        }
    },
    /** The number that a system shows. */
    CALLER_NUMBER {
        @Override
        Check compile(Parameters p) {
            return new Check.Shown(p.prefixes("prefixes"), p.flag("special-numbers"));
        }
    },
    /** No hidden number. */
    HIDDEN_NUMBER {
        @Override
        Check compile(Parameters p) {
            return new Check.Hidden(p.flag("operators-mask"));
        }
    },
    /** No machine that speaks to a person without consent. */
    AUTOMATED_CALL {
        @Override
        Check compile(Parameters p) {
            return new Check.Recorded();
        }
    };

    /** As it stands in files. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<RuleKind> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /** Makes a check of a version's parameters; those that it does not read are unknown. */
    abstract Check compile(Parameters parameters);
}
