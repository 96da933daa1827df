package org.openbloctel.server.accounts.credential;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.KnownDevices;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.authority.inspection.InspectorAccount;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.accounts.credential.Devices.DeviceCookie;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.SignIn;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.access.Space;
import org.springframework.stereotype.Component;

/** The people behind sessions at each of the three doors, as they stand in the database now. */
@Component
public final class SignedInPeople {
    private final Credentials credentials;
    private final AccountHolders holders;
    private final SignIn signIn;
    private final KnownDevices devices;
    private final DeviceCookie cookie;

    SignedInPeople(
            Credentials credentials, AccountHolders holders, SignIn signIn, KnownDevices devices, DeviceCookie cookie) {
        this.credentials = credentials;
        this.holders = holders;
        this.signIn = signIn;
        this.devices = devices;
        this.cookie = cookie;
    }

    /** The door that a path leads to. */
    static Credential.Realm realm(String path) {
        return switch (Space.of(path).orElse(Space.PROFESSIONAL)) {
            case OPERATOR -> Credential.Realm.STAFF;
            case INSPECTION -> Credential.Realm.INSPECTOR;
            case PROFESSIONAL, CONSUMER -> Credential.Realm.MEMBER;
        };
    }

    /** Where a door's pages begin. */
    static String root(Credential.Realm realm) {
        return switch (realm) {
            case MEMBER -> Space.PROFESSIONAL.root();
            case STAFF -> Space.OPERATOR.root();
            case INSPECTOR -> Space.INSPECTION.root();
        };
    }

    /** The principal of a person who signed in at a door. */
    SignedIn principal(Credential.Realm realm, UUID id, boolean secondFactor) {
        return switch (realm) {
            case MEMBER -> {
                Member member = holders.members().find(id).orElseThrow(SignedInPeople::gone);
                SignedIn.Role role = SignedIn.Role.valueOf(member.role().name());
                yield new SignedIn.Member(id, member.company(), role, secondFactor);
            }
            case STAFF -> {
                Staff.Person person = holders.staff().find(id).orElseThrow(SignedInPeople::gone);
                yield new SignedIn.Staff(person.id(), secondFactor);
            }
            case INSPECTOR -> {
                InspectorAccount inspector = holders.inspectors().find(id).orElseThrow(SignedInPeople::gone);
                SignedIn.Rank rank = SignedIn.Rank.valueOf(inspector.rank().name());
                yield new SignedIn.Inspector(id, rank, secondFactor);
            }
        };
    }

    /** Opens a session of a person who gave both factors; answers where it leads. */
    String open(Credential credential, Browser browser) {
        remember(credential, browser);
        return signIn.open(principal(credential.realm(), credential.id(), true), browser);
    }

    /** This browser is known to be this person's from now on: wrong passwords from elsewhere do not lock it out. */
    void remember(Credential credential, Browser browser) {
        cookie.set(devices.remember(credential.id(), cookie.token(browser)), browser);
    }

    /** The token by which this browser is known. */
    String device(Browser browser) {
        return cookie.token(browser);
    }

    /** The means of signing in of the person behind a session. */
    Credential credential(SignedIn who) {
        return credentials.find(id(who)).orElseThrow(SignedInPeople::gone);
    }

    /** The member behind a session. */
    public Member member(SignedIn.Member who) {
        return holders.members().find(who.id()).orElseThrow(SignedInPeople::gone);
    }

    /** The names of a member's colleagues, and their own, by id. */
    public Map<UUID, String> names(SignedIn.Member who) {
        return holders.members().of(who.company()).stream().collect(Collectors.toMap(Member::id, Member::name));
    }

    /**
     * Whether a person still is what their session says, and it was opened after their password and second factor last changed.
     */
    boolean stands(SignedIn who, Instant since) {
        return switch (who) {
            case SignedIn.Member member ->
                holders.members()
                        .find(member.id())
                        .filter(found -> found.company().equals(member.company())
                                && found.role().name().equals(member.role().name())
                                && (found.secondFactor() || !member.secondFactor())
                                && holds(member.id(), since))
                        .isPresent();
            case SignedIn.Staff person ->
                holders.staff()
                        .find(person.id())
                        .filter(found -> (found.secondFactor() || !person.secondFactor()) && holds(person.id(), since))
                        .isPresent();
            case SignedIn.Inspector inspector ->
                holders.inspectors()
                        .find(inspector.id())
                        .filter(found ->
                                found.rank().name().equals(inspector.rank().name())
                                        && (found.secondFactor() || !inspector.secondFactor())
                                        && holds(inspector.id(), since))
                        .isPresent();
            case SignedIn.Consumer consumer -> true;
            case SignedIn.Key key -> true;
        };
    }

    private boolean holds(UUID id, Instant since) {
        return credentials
                .sessionsSince(id)
                .filter(changed -> !since.isBefore(changed))
                .isPresent();
    }

    static UUID id(SignedIn who) {
        return switch (who) {
            case SignedIn.Member member -> member.id();
            case SignedIn.Staff person -> person.id();
            case SignedIn.Inspector inspector -> inspector.id();
            case SignedIn.Consumer consumer -> throw gone();
            case SignedIn.Key key -> throw gone();
        };
    }

    private static RefusedException gone() {
        return new RefusedException(new AccessRefusal.SignInNeeded());
    }

    /** Where the people of each realm are looked up. Thread-safe. */
    @Component
    record AccountHolders(Members members, Staff staff, Inspectors inspectors) {}
}
