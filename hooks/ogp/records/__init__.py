"""What a plan, commitment, refresh, meeting, document, organization and news post are. Imports nothing of ours."""
