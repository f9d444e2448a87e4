"""Tests of invitations to panels."""
