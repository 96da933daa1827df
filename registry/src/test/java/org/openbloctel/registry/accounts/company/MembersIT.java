package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.accounts.credential.KnownDevices.UNKNOWN;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** People come by invitation and go with their keys; an owner is always left. */
final class MembersIT {
    private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.7");
    private final CompanyWorld world = new CompanyWorld();

    private Member joined(Member owner, String email, Member.Role role) {
        world.members.invite(owner, email, role, Locale.FRENCH);
        return world.members.accept(world.token(), "Lou Exemple", CompanyWorld.PASSWORD, Locale.FRENCH);
    }

    @Test
    void invitedPersonJoinsByTheLinkOnce() {
        Member owner = world.founded();
        world.members.invite(owner, "Lou@example.org", Member.Role.AUDITOR, Locale.FRENCH);
        Outbox.Message mail = world.mails().getLast();
        assertThat(mail.recipient()).isEqualTo("lou@example.org");
        String token = String.valueOf(mail.parameters().get("token"));
        assertThat(world.members.look(token).orElseThrow().companyName()).isEqualTo("Téléphonie 000000018");
        assertThat(world.members.invitations(owner.company())).hasSize(1);
        Member lou = world.members.accept(token, "Lou", CompanyWorld.PASSWORD, Locale.ENGLISH);
        assertThat(lou.role()).isEqualTo(Member.Role.AUDITOR);
        assertThat(lou.company()).isEqualTo(owner.company());
        assertThat(world.members.invitations(owner.company())).isEmpty();
        assertRefused(
                () -> world.members.accept(token, "Lou", CompanyWorld.PASSWORD, Locale.FRENCH),
                new AccessRefusal.DeadLink());
    }

    @Test
    void invitationIsDeadAfterSevenDaysOrWhenTakenBackOrRenewed() {
        Member owner = world.founded();
        world.members.invite(owner, "lou@example.org", Member.Role.OPERATOR, Locale.FRENCH);
        String first = world.token();
        world.members.invite(owner, "lou@example.org", Member.Role.OPERATOR, Locale.FRENCH);
        String second = world.token();
        assertThat(world.members.look(first)).isEmpty();
        world.pass(Members.INVITATION_VALID);
        assertThat(world.members.look(second)).isEmpty();
        world.members.invite(owner, "lou@example.org", Member.Role.OPERATOR, Locale.FRENCH);
        String third = world.token();
        world.members.takeBack(
                owner, world.members.invitations(owner.company()).getFirst().id());
        assertThat(world.members.look(third)).isEmpty();
        assertThat(world.audit.before(Long.MAX_VALUE, 1).getFirst().entry().action())
                .isEqualTo("member.invitation-taken-back");
    }

    @Test
    void whoWorksForAnotherCompanyIsToldWhenAcceptingAndNotTheInviter() {
        Member owner = world.founded();
        Member other = world.founded();
        world.members.invite(owner, other.email(), Member.Role.OPERATOR, Locale.FRENCH);
        String token = world.token();
        assertRefused(
                () -> world.members.accept(token, "Lou", CompanyWorld.PASSWORD, Locale.FRENCH),
                new AccessRefusal.EmailTaken());
    }

    @Test
    void lastOwnerNeitherLeavesNorBecomesSomethingElse() {
        Member owner = world.founded();
        Member lou = joined(owner, "lou@example.org", Member.Role.OPERATOR);
        assertRefused(() -> world.members.remove(owner, owner.id(), true), new CompanyRefusal.LastOwner());
        assertRefused(
                () -> world.members.changeRole(owner, owner.id(), Member.Role.AUDITOR), new CompanyRefusal.LastOwner());
        world.members.changeRole(owner, lou.id(), Member.Role.OWNER);
        world.members.remove(owner, owner.id(), true);
        assertThat(world.members.of(owner.company())).extracting(Member::id).containsExactly(lou.id());
    }

    @Test
    void twoOwnersWhoLeaveAtOnceLeaveOne() throws Exception {
        Member one = world.founded();
        Member two = joined(one, "lou@example.org", Member.Role.OWNER);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            threads.invokeAll(List.of(leaves(one), leaves(two)));
        }
        assertThat(world.members.of(one.company())).hasSize(1);
    }

    private Callable<Boolean> leaves(Member member) {
        return () -> {
            try {
                world.members.remove(member, member.id(), true);
                return true;
            } catch (RefusedException e) {
                return false;
            }
        };
    }

    @Test
    void keysDieWithTheirMakerAfterAWarning() {
        Member owner = world.founded();
        Member lou = world.secured(joined(owner, "lou@example.org", Member.Role.OWNER));
        Keys.Made key =
                world.keys.make(lou, new Keys.Wanted("Essai", true, Set.of(ApiKey.Scope.CHECKS), List.of(), null));
        assertRefused(() -> world.members.remove(owner, lou.id(), false), new CompanyRefusal.KeysWouldDie(1));
        assertThat(world.keys.authenticate(key.text(), HOME)).isPresent();
        world.mails();
        world.members.remove(owner, lou.id(), true);
        assertThat(world.keys.authenticate(key.text(), HOME)).isEmpty();
        assertThat(world.members.find(lou.id())).isEmpty();
        assertThat(world.mails().getFirst().parameters()).containsEntry("keys", "1");
        assertRefused(
                () -> world.credentials.signIn(
                        Credential.Realm.MEMBER, "lou@example.org", CompanyWorld.PASSWORD, "x", UNKNOWN),
                new AccessRefusal.WrongPassword());
    }

    @Test
    void nobodyTouchesThePeopleOfAnotherCompany() {
        Member owner = world.founded();
        Member stranger = world.founded();
        assertRefused(() -> world.members.remove(stranger, owner.id(), true), new CompanyRefusal.UnknownMember());
        assertRefused(
                () -> world.members.changeRole(stranger, owner.id(), Member.Role.AUDITOR),
                new CompanyRefusal.UnknownMember());
    }
}
