"""Roles: given by two people, or by one with notice to all who answer for data protection; taken away by one."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group as DjangoGroup
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.mails import send
from accounts.models import RoleProposal
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change
from meetings.rights import TABLE, Group, Right, may

DECIDING = (Right.ADMINISTER, Right.READ_TRAIL)
"""Whoever holds one of these may agree to a role that somebody else proposed."""


@transaction.atomic
def propose_role(account: User, role: str, *, by: User) -> RoleProposal | None:
    """Propose a role for an account, and tell who may agree. Where one person is enough (``PARITY_ROLES_BY_ONE``) it is
    given at once and None returned. Raises ActionRefused."""
    found = _locked(account)
    _refuse_unless_manager(by)
    if by.pk == account.pk:
        raise ActionRefused(_("Nobody gives a role to themselves: ask another person who manages accounts."))
    _refuse_impossible(found, role)
    if settings.PARITY_ROLES_BY_ONE:
        _give(found, role, by=by, evidence="by one person")
        return None
    if RoleProposal.objects.filter(account=found, role=role, decided_by=None).exists():
        raise ActionRefused(_("This role is proposed already and waits for a second person."))
    second = deciding(by, found)
    if not second.exists():
        raise ActionRefused(
            _(
                "Nobody else could agree: a second account that manages accounts or answers for data protection is "
                "needed. The administrator of the machine makes it with the command give_role."
            )
        )
    proposal = RoleProposal.objects.create(account=found, role=role, by=by, at=timezone.now())
    note_change(by=by, action="propose_role", subject=found, meeting=None, after={"role": role})
    words = {"by": by, "account": found, "role": role}
    asks = _("%(by)s proposes the role %(role)s for the account %(account)s in Parity.") % words
    transaction.on_commit(
        lambda: _tell(
            second, _("A role waits for you to agree"), asks, _("Look at it under Accounts, then agree or decline.")
        )
    )
    return proposal


@transaction.atomic
def decide_role(proposal: RoleProposal, *, agreed: bool, by: User) -> RoleProposal:
    """Agree to a proposed role, which gives it, or decline it. Raises ActionRefused."""
    found = RoleProposal.objects.select_for_update().get(pk=proposal.pk)
    if found.decided_by:
        raise ActionRefused(_("%(person)s has decided this already.") % {"person": found.decided_by})
    if not any(may(by, right) for right in DECIDING):
        raise ActionRefused(_("Who manages accounts or answers for data protection decides this."))
    if by.pk in (found.by_id, found.account_id):
        raise ActionRefused(_("A second person decides: neither who proposed the role nor who gets it."))
    found.decided_by, found.decided_at, found.agreed = by, timezone.now(), agreed
    found.save()
    if agreed:
        account = _locked(found.account)
        _refuse_impossible(account, found.role)
        _give(account, found.role, by=by, evidence=f"proposed by account {found.by_id}")
    else:
        note_change(by=by, action="decline_role", subject=found.account, meeting=None, after={"role": found.role})
    return found


@transaction.atomic
def take_role(account: User, role: str, *, by: User) -> None:
    """Take a role away: one person is enough, and it ends at once. Raises ActionRefused."""
    found = _locked(account)
    _refuse_unless_manager(by)
    if not found.groups.filter(name=role).exists():
        raise ActionRefused(_("This account does not have this role."))
    if role == Group.ADMIN and not holding(Right.ADMINISTER).exclude(pk=found.pk).exists():
        raise ActionRefused(_("This is the last account that manages accounts: give another one the role first."))
    _take(found, role, by=by, evidence="")


@transaction.atomic
def give_role_from_machine(account: User, role: str, *, by: User) -> None:
    """The command line's way: whoever runs it holds the database anyway; noted and told like every other."""
    found = _locked(account)
    _refuse_impossible(found, role)
    _give(found, role, by=by, evidence="by command")


@transaction.atomic
def give_from_organisation(account: User, role: str, *, by: User) -> None:
    """Give a role that a group of the organisation stands for; its groups are the second opinion."""
    found = _locked(account)
    _refuse_impossible(found, role)
    _give(found, role, by=by, evidence="by a group of the organisation")


@transaction.atomic
def take_from_organisation(account: User, role: str, *, by: User) -> None:
    """Take the role of a group that the person is in no more; the last account that manages accounts stays one."""
    found = _locked(account)
    if role == Group.ADMIN and not holding(Right.ADMINISTER).exclude(pk=found.pk).exists():
        return
    _take(found, role, by=by, evidence="by the groups of the organisation")


def holding(right: Right) -> QuerySet[User]:
    """Open accounts that hold a right over everything."""
    groups = [group.value for group in TABLE[right]]
    return User.objects.filter(is_active=True, groups__name__in=groups).distinct()


def deciding(by: User, account: User) -> QuerySet[User]:
    """Who could be the second person."""
    groups = [group.value for right in DECIDING for group in TABLE[right]]
    found = User.objects.filter(is_active=True, groups__name__in=groups).exclude(pk__in=[by.pk, account.pk])
    return found.distinct()


def tell_data_protection(subject: str, *paragraphs: str) -> None:
    """A notice to everybody who answers for data protection, once the change stands."""
    transaction.on_commit(lambda: _tell(holding(Right.READ_TRAIL), subject, *paragraphs))


def _tell(whom: QuerySet[User], subject: str, *paragraphs: str) -> None:
    send([one.email for one in whom], subject, *paragraphs, settings.PARITY_ADDRESS)


def _locked(account: User) -> User:
    """The account, so that nobody else changes its roles meanwhile."""
    return User.objects.select_for_update().get(pk=account.pk)


def _refuse_unless_manager(by: User) -> None:
    if not may(by, Right.ADMINISTER):
        raise ActionRefused(_("Who manages accounts does this."))


def _refuse_impossible(account: User, role: str) -> None:
    if role not in set(Group):
        raise ActionRefused(_("“%(role)s” is no role.") % {"role": role})
    if not account.is_active:
        raise ActionRefused(_("This account is closed: open it first."))
    if account.groups.filter(name=role).exists():
        raise ActionRefused(_("This account has this role already."))


def _give(account: User, role: str, *, by: User, evidence: str) -> None:
    account.groups.add(DjangoGroup.objects.get_or_create(name=role)[0])
    note_change(by=by, action="give_role", subject=account, meeting=None, after={"role": role}, evidence=evidence)
    words = {"by": by, "account": account, "role": role}
    tell_data_protection(
        _("An account in Parity has a new role"),
        _("The account %(account)s has the role %(role)s now; the last to say so was %(by)s.") % words,
        _("If that is not as agreed in your office, have it taken away under Accounts. The trail says who did what."),
    )


def _take(account: User, role: str, *, by: User, evidence: str) -> None:
    account.groups.remove(DjangoGroup.objects.get(name=role))
    note_change(by=by, action="take_role", subject=account, meeting=None, before={"role": role}, evidence=evidence)
