"""What people may type into the ground room, and nothing else."""
