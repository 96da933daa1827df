package org.openbloctel.registry.platform.refusal;

/** Refusals about webhooks. Codes BT-072x. */
public sealed interface WebhookRefusal extends Refusal {
    /** The address is none that something can be sent to: not https, without a host, with a password in it, too long. */
    @Code("BT-0720")
    record UnreadableTarget() implements WebhookRefusal {}

    /** The address leads to this machine, a private network, or another place that cannot be reached from outside. */
    @Code("BT-0721")
    record PrivateTarget() implements WebhookRefusal {}

    /** The host of the address does not exist. */
    @Code("BT-0722")
    record UnknownHost() implements WebhookRefusal {}

    /** There is no such endpoint, or it is another company's. */
    @Code("BT-0723")
    record UnknownWebhook() implements WebhookRefusal {}

    /** There is no such delivery to this endpoint any more. */
    @Code("BT-0724")
    record UnknownDelivery() implements WebhookRefusal {}

    /** Nothing is sent to an endpoint that is disabled. */
    @Code(value = "BT-0725", category = Category.CONFLICT)
    record DisabledWebhook() implements WebhookRefusal {}

    /** A company has as many endpoints as it may. */
    @Code(value = "BT-0726", category = Category.CONFLICT)
    record TooManyWebhooks(int most) implements WebhookRefusal {}

    /** No event is chosen, or one that there is not; these there are. */
    @Code("BT-0727")
    record UnknownEvent(String known) implements WebhookRefusal {}

    /** A port that other services have. */
    @Code("BT-0728")
    record ForbiddenPort() implements WebhookRefusal {}
}
