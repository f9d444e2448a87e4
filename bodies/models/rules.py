"""Model of a change in how members are chosen: the rule before and after, by whom, why, and on what document."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bodies.models.bodies import Body
from bodies.vocabulary import RuleKind


class ProcedureRule(models.Model):
    """A rule of the procedure that changed; without a body it holds for all. A day that is not known is empty."""

    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="rules")
    kind = models.CharField(_("kind of change"), max_length=20, choices=RuleKind)
    rule_before = models.TextField(_("rule before"), blank=True)
    rule_after = models.TextField(_("rule after"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=200, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    document = models.CharField(_("document"), max_length=300)
    key = models.SlugField(unique=True, null=True, blank=True, editable=False)
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = [F("in_force_from").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(name="rule_kind_is_known", condition=Q(kind__in=RuleKind.values)),
            models.CheckConstraint(
                name="rule_has_document",
                condition=~Q(document="") & ~Q(rule_after=""),
                violation_error_message=_("A change needs the new rule and the document that says so."),
            ),
            models.CheckConstraint(
                name="rule_decided_before_in_force",
                condition=Q(decided_on=None) | Q(in_force_from=None) | Q(in_force_from__gte=F("decided_on")),
                violation_error_message=_("The change is in force before it was decided."),
            ),
        ]

    def __str__(self) -> str:
        return f"rule {self.pk}"
